/** Two short exports of one shop: a month, and a later one in which some of the past has changed. */

const HEADER = "order id,customer id,order date,amount,refund,currency\n";
export const MARCH = `${HEADER}1,ann,2024-01-05,100,0,EUR
2,ann,2024-02-05,100,0,EUR
3,bo,2024-01-10,50,0,EUR
4,cy,2024-03-30,80,0,EUR
5,di,2024-02-01,40,0,EUR
6,di,2024-03-01,40,0,EUR
`;
/** Order 2 was refunded in part, order 5 is gone, bo ordered again, eve is new. */
export const JUNE = `${HEADER}1,ann,2024-01-05,100,0,EUR
2,ann,2024-02-05,100,30,EUR
3,bo,2024-01-10,50,0,EUR
4,cy,2024-03-30,80,0,EUR
6,di,2024-03-01,40,0,EUR
7,bo,2024-06-10,60,0,EUR
8,eve,2024-06-30,20,0,EUR
`;
